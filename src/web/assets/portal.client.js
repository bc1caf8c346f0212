// What the portal gains from a script. Everything here works without it: each part only spares a press of a button.
