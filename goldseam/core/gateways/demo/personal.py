from goldseam.core.gateways.demo.models import BankNotice, BankRefund, BankSession
from goldseam.foundation.contracts import NothingPersonal, declare

for model in (BankSession, BankRefund, BankNotice):
    declare(model, NothingPersonal("The demo bank's own books; it exists in the demo only and learns no names."))
