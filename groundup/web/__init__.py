"""The pages: what a person can do, in the browser. Every page calls an action and renders what comes back."""

from groundup.web.app import create_app

__all__ = ["create_app"]
