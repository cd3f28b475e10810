"""What a superior or an auditor would check of a record: rules that warn and never block."""
