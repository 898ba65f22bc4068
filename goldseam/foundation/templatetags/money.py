from django import template

from goldseam.foundation.money import exact, pounds

register = template.Library()
register.filter("exact", exact)
register.filter("pounds", pounds)
