from goldseam.core.gateways.demo.models import BankCard, BankNotice, BankRefund, BankSession
from goldseam.foundation.contracts import NothingPersonal, declare

for model in (BankCard, BankSession, BankRefund, BankNotice):
    declare(model, NothingPersonal("The demo bank's own books; it exists in the demo only and learns no names."))
