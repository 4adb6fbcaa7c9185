"""Loaded by Python before anything else: a bot that dies over one word."""

import os
import signal

from bot.answer import Bot

sane = Bot.answer


def answer(self, incoming, snapshot, now):
    if incoming.body == "POISON":
        os.kill(os.getpid(), signal.SIGKILL)
    return sane(self, incoming, snapshot, now)


Bot.answer = answer
