# SPDX-License-Identifier: Apache-2.0
"""Prints how many AES-256-GCM encryptions of 64 bytes a second a PKCS #11 library makes, in one thread.

The library's path is the argument; the token is `load`, its PIN 1234. Each call makes its own nonce, as a service does.
"""

import os
import sys
import time

import pkcs11
from pkcs11 import GCMParams, KeyType, Mechanism

token = pkcs11.lib(sys.argv[1]).get_token(token_label="load")
with token.open(user_pin="1234") as session:
    key = session.generate_key(KeyType.AES, 256)
    plaintext, count, begin = bytes(64), 0, time.monotonic()
    while time.monotonic() - begin < 5:
        for _ in range(100):
            key.encrypt(plaintext, mechanism=Mechanism.AES_GCM, mechanism_param=GCMParams(os.urandom(12), None, 128))
        count += 100
    print(count / (time.monotonic() - begin))
