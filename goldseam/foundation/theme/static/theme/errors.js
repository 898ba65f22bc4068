// A page that comes back with errors opens at their summary.
document.getElementById("errors")?.focus();
