from django.apps import AppConfig


class DemoGatewayConfig(AppConfig):
    name = "goldseam.core.gateways.demo"
    label = "demo_gateway"
