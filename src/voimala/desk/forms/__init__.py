from voimala.desk.forms.handing_over import HandoverForm
from voimala.desk.forms.starting import StartForm

__all__ = ["HandoverForm", "StartForm"]
