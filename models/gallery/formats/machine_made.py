"""The mark in every file that a machine made this picture: IPTC's digital source type, as an XMP packet."""

from __future__ import annotations

XMP_KEY = "XML:com.adobe.xmp"
"""The text chunk of a PNG in which XMP stands."""
XMP_TAG = 700
"""The tag of a TIFF in which XMP stands."""

PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>'
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)
"""The same in every file: it says nothing of whom or what the picture shows."""
PACKET_BYTES = PACKET.encode()
