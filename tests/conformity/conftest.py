"""Pages need no collected static files in these tests."""

import warnings

warnings.filterwarnings("ignore", "No directory at", UserWarning)
