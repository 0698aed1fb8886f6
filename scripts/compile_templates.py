"""Compiles our templates beside our modules, as `compileall` does these."""

from generator.files import shipped
from generator.outputs.templates import Templates

Templates([shipped("site_templates")], shipped("site_templates")).compile_all()
