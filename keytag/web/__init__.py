"""The page on which a job is edited without YAML: a server for this computer alone, and what it shows.

It does what the commands do, on the same files; no rule about tags is written here. Read next:

- `gate`: which requests are let in, and why; `server`: connections, their bounds, and answers;
- `open_job`: the job that is open, its saves, its steps back, and what others do to it meanwhile;
- `drawing`, `papers`: what is done in processes of their own; `workers`: how these are started and stopped;
- `history`: steps back that outlast the page;
- `answers`: one function for each thing that the page asks; `form`, `table`, `reading`, `sheets`: what is shown.

Why it stands on Python's own server: docs/adr/0045-a-page-on-pythons-own-server.md.
"""
