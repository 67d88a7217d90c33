"""Gang plans: which edition lies in how many slots of which plate, and how often each plate is printed.

The door: `plan` chooses, `options` shows the table of 1, 2, 3 … plates that it chooses from. Knows nothing of
where slots are, of artworks or of money's unit. The problem is known as cover printing (Romero, Alonso-Pecina)
and, with the number of plates given and plates free, as template design (CSPLib 002). Both take the same terms:

- ``demands``: tags wanted of each edition, overs included. 0 is allowed: no slot.
- ``slots`` of a plate, 1 to 20,000; ``max_plates``, None for as many as pay.
- ``cost_per_impression`` of every sheet through the press, make-ready sheets included; ``cost_per_plate`` of a
  plate, that is of all printing plates of one layout together. Where it and ``make_ready`` are 0 every sheet may
  differ, as in digital printing: full sheets are then as cheap as any plan, and fewer plates only tidier.
- ``min_run``: good sheets that each plate prints at least.
- ``make_ready``: sheets spoiled for each plate. They are impressions and cost as such, but give no tags.
- ``split``: whether an edition may lie on several plates.
- ``time_limit``: seconds of a slow office computer. What is limited is work (`task.STEPS_PER_SECOND`), so that
  the same question has the same answer on any computer; quicker ones take less time. 0: a plan without a search.
  Each number of plates has its part of the work, whether or not more are allowed: few plates allowed take less.
- ``clock``, such as ``time.monotonic``: where given, a computer that is slower still stops in time all the same.
"""

from keytag.imposition.gang.plans import options, plan
from keytag.imposition.gang.task import GangOption, GangPlan, GangPlate

__all__ = ["GangOption", "GangPlan", "GangPlate", "options", "plan"]
