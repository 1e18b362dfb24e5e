"""The register's public addresses: where a QR code, a certificate and a credential lead."""
