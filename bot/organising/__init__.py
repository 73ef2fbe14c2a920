"""What an organiser can do, in the chat, on the page or from the command line."""
