"""A learning system for the pre-departure orientation of labour migrants."""

__version__ = "0.1.0"


def __getattr__(name: str):
    """Hand out `create_app` lazily, so that one room imports without the whole house."""
    if name == "create_app":
        from lms.app import create_app

        return create_app
    raise AttributeError(name)
