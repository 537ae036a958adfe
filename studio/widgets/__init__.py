"""Widgets that know Qt and records, not the project. Import each from its own module:

controls   primary_button(text) plain_button(text, icon="") soft_button(text) link_button(text); the pane's one filled
           button is a primary_button. icon_button(icon, tip). search_field(hint)
segmented  SegmentedControl([(key, text), ...]); chosen(str); value(), set_value(key), set_text(key, text)
labels     SectionLabel(text) capitals; QuietLabel(text) wraps;
           FactList([(label, value[, tooltip]), ...]).set_facts(...); ElidedLabel(text, mode)
sliders    LabelledSlider(param, value=None); changed(object); value(), set_value(v) (silent); typed value, double click
           resets to param.default. ChoiceRow(param), SwitchRow(param): the same interface
form       ParamForm(params, values=None); changed(dict); values(), set_values(mapping), set_params(params, values)
count_list CountList(); set_items([(key, text, count or None), ...]); chosen(str); set_current(key), current()
people_list PeopleList(left_out); set_people(photos, [(name, photos), ...]); chosen(): people(); renamed(), merged() ...
range_filter RangeFilter(title, words); set_values(values); changed(): range(); a row that opens to a histogram
plot       Plot(name): a pyqtgraph plot in the window's tokens; import it late
chips      ChipLine(); set_content([(key, text), ...], words, button); taken(key), cleared(), acted()
empty      EmptyState(icon, sentence, button_text=""); pressed(); set_texts(sentence, button_text)
keys       KeyHints([(keys, words), ...]); set_hints(...)
flow       FlowLayout(parent=None, spacing=8): a row of widgets that wraps
toast      Toast(parent).say(text, action="", on_action=None) (panes call session.say)
rule       Rule() a hairline
thumb_grid ThumbnailGrid(): QListView of pictures over any model with the roles in studio/item_models/roles.py
box_canvas BoxCanvas(): picture with zoom (wheel), pan and editable 3:4 boxes

Panels beside the canvas: studio.panes.base.SidePanel(side, width), filled with .add(widget).
Tokens: studio.look.theme. Icons: studio.look.icons.icon("ph.x").
Jobs: session.runner.start(title, factory, on_event, on_finished) -> Job. Small questions off the GUI thread:
studio.jobs.Questions(session.background, parent).answered_by(self._on_answer).ask(function, *args).
"""
