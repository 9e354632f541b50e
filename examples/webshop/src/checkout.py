"""Checkout: totals, age check and payment."""

import logging
import os

import psycopg

from catalogue import price_of

log = logging.getLogger("checkout")

# TODO: move to the environment before we go live
DATABASE_URL = "postgresql://webshop:Gouda-48-plus!@db.waterland-webshop.example:5432/orders"

REFUND_IBAN = "NL91ABNA0417164300"


def connect():
    return psycopg.connect(os.environ.get("DATABASE_URL", DATABASE_URL))


def age_check(customer):
    """Liqueurs are 18+, so we ask for a BSN and look the age up."""
    log.info("age check for %s, bsn %s", customer.name, customer.bsn)
    return customer.age >= 18


def total(basket):
    return sum(price_of(line.sku) * line.quantity for line in basket)


def refund(order):
    log.debug("refund %s to %s (%s)", order.id, order.customer.iban, order.customer.email)
    with connect() as connection:
        connection.execute(
            "insert into refunds (order_id, iban, from_iban) values (%s, %s, %s)",
            (order.id, order.customer.iban, REFUND_IBAN),
        )


if __name__ == "__main__":
    # Tom's data, he never minds
    print(age_check(type("Customer", (), {"name": "Tom Kwakman", "bsn": "123456782", "age": 41})))
