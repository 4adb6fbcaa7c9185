"""The console on a screen, wide or narrow, with whoever signs in before it."""

from datetime import timedelta

from playwright.sync_api import Page

from conversations.operators.roles import Role
from tests.browsers import findings, picture
from tests.conversations.console.pages import PASSWORD, Visit

# Chromium names a field that password managers would like; a request that is refused is told too.
KNOWN = ("[DOM]", "Failed to load resource")
WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
SCREENS = {"wide": WIDE, "narrow": NARROW}


def opened(browse, address, **settings):
    """The console in a browser, where nobody is signed in."""
    return browse(f"{address}console", KNOWN, **{"locale": "en-GB", "viewport": WIDE} | settings)


def sign_in(page: Page, console, name: str = "Ana") -> None:
    """By name, password and the code of the moment."""
    console.clock.at += timedelta(minutes=1)  # a code is taken once
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code of your telephone").fill(Visit(page, console.clock).code())
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/console")


def look(page: Page, name: str, language: str) -> list[str]:
    """What is wrong with the page as it is; a picture of it is kept."""
    width = page.viewport_size["width"]
    picture(page, f"console-{name}-{language}-{width}")
    wide = page.evaluate("document.documentElement.scrollWidth")
    return findings(page) + [f"{wide} wide on {width}"] * (wide != width)


def hire_reader(console, language: str) -> int:
    """Ana, who may see every page, in her language."""
    return console.hire("Ana", Role.ADMINISTRATOR, language)
