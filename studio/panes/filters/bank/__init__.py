"""The bank: every filter on one crop, one filter on every crop."""
