"""How much may come by the browser: declared once, for every form and for the web server in front."""

MOST_MB = 25
MOST_BYTES = MOST_MB * 1024 * 1024
# The web server lets so much through, so that whoever sends too much reads our sentence and not its own.
REQUEST_MB = 30
