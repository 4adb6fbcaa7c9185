"""The demo: two phones on one page, each texting the real webhook as a carrier would.

Nothing here is part of a service that people rely on: only `solitexto demo` shows it.
"""

from flask import Flask

from bot.demo.answers import make_stored_answer
from bot.demo.carrier import Carrier
from bot.demo.clock import StageClock
from bot.demo.handsets import Drawer
from bot.demo.pages import STAGE, pages
from bot.demo.stage import Stage
from bot.reception import Reception


def create_demo(
    app: Flask,
    reception: Reception,
    *,
    clock: StageClock,
    public_url: str,
    account: str,
    token: str,
) -> Drawer:
    """Add the page `/` to the app; its phones sign with `token` and text the app's own webhook.

    `clock` must be the one that the reception reads, so that "as if it were Wednesday" reaches
    every part. The app needs a secret key, for the cookie that knows a visitor's two numbers. Gives
    the drawer of phones, for what an operator sends.
    """
    carrier = Carrier(app, public_url, account, token, make_stored_answer(reception))
    drawer = Drawer()
    app.extensions[STAGE] = Stage(carrier, clock, drawer)
    app.register_blueprint(pages)
    return drawer
