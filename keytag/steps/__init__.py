"""What commands and hand-off share: load the set-up, compose and check, plan the plates, impose, export."""
