"""What commands and hand-off share: load the set-up, compose and check, plan the plates, impose, export.

Read `keytag.commands.sheet` first, then these in the order in which a run takes them:

- `order`: what was asked for on the command line, from the first step to the last;
- `job_setup`: the job with its shop, templates, drawings and profile (`JobSetup`);
- `drawing_guard`: each drawing held against its file as another program shows it;
- `check_editions`: the job's words checked, its editions composed, drawn and checked (`compose_and_check`);
- `compose_editions`, `making`, `code_reading`: its parts: contents to tags, tags to what a shop makes of them,
  codes read back;
- `artwork_hash`, `job_lock`: how a tag looks as a short hash, and whether it is as it was locked;
- `press`: how many of each edition, on which press (`put_on_press`);
- `plate_plan`: which editions share which plates (`plan_plates`);
- `impose`: the tags on sheets (`impose_editions`);
- `export`: files as bytes, and their way to the disk; `press_pdf`: those for the press, read back before anyone
  has them;
- `separations`: their plates, measured; `moulds`: drawings of moulds; `packing`: papers of who gets what;
  `tag_pictures`: a tag as it was and as it is.

What is said of it: `report` (the values of ``--json``), `side_words` (what stands on a tag), `edition_names` (what
editions are called), `progress` (how far the work is).
"""
