// For tests: public certificates whose keys nobody kept, from 30 November 2026 to 30 November 2027.

const pem = (body: string): string => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;

/** For a.example and *.b.example; its common name is another. */
export const NAMED = pem(
  'MIIBszCCAVigAwIBAgIUKj8Njhs2sliYjaIoe+Ui3/ZQqKwwCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPaWdub3JlZC5leGFtcGxl' +
    'MB4XDTI2MTEzMDIzMjYxMVoXDTI3MTEzMDIzMjYxMVowGjEYMBYGA1UEAwwPaWdub3JlZC5leGFtcGxlMFkwEwYHKoZIzj0CAQYI' +
    'KoZIzj0DAQcDQgAEyQHRPvTddgPEA401xXGN88XqBx/aMftCGZaOrPo+ZSk95503OqiQYhKH9AcwyA4xzMJoiI79l0K7OxDhF6PY' +
    '6KN8MHowHQYDVR0OBBYEFFuOcphvdeQ7ukKChUXdAm5sZs6dMB8GA1UdIwQYMBaAFFuOcphvdeQ7ukKChUXdAm5sZs6dMA8GA1Ud' +
    'EwEB/wQFMAMBAf8wJwYDVR0RBCAwHoIJYS5leGFtcGxlggsqLmIuZXhhbXBsZYcECgAAATAKBggqhkjOPQQDAgNJADBGAiEAun7D' +
    'VEIADPd4b6flN8FmnkF62oV6/worOStv0pw9GG8CIQCwi6SWhGlCm0sqBlj7UKTbnll5pUV8r4i53teyXEPJ/A==',
);

/** With the common name Only.Example, and no other. */
export const COMMON_NAME = pem(
  'MIIBmjCCAUGgAwIBAgIUH/gkb70qWcL7oihQMggLblv2jAIwCgYIKoZIzj0EAwIwIzEKMAgGA1UECgwBeDEVMBMGA1UEAwwMT25s' +
    'eS5FeGFtcGxlMB4XDTI2MTEzMDIzMjYxMVoXDTI3MTEzMDIzMjYxMVowIzEKMAgGA1UECgwBeDEVMBMGA1UEAwwMT25seS5FeGFt' +
    'cGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyQHRPvTddgPEA401xXGN88XqBx/aMftCGZaOrPo+ZSk95503OqiQYhKH9Acw' +
    'yA4xzMJoiI79l0K7OxDhF6PY6KNTMFEwHQYDVR0OBBYEFFuOcphvdeQ7ukKChUXdAm5sZs6dMB8GA1UdIwQYMBaAFFuOcphvdeQ7' +
    'ukKChUXdAm5sZs6dMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgKuUutz+2X4vH+epJn1zgZEM8HCV2Tyu4WV4C' +
    'h9tO7RgCIC0/CVGOGafd27mvHzkeyI6/tmWg5n8P4RdHGy9KBeXb',
);

export const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
