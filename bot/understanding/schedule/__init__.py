"""Questions about a programme, read by a grammar: text into a query over its sessions."""
