# SPDX-License-Identifier: Apache-2.0
"""§8, rows 1 to 20: what the documentation leaves open, answered as the fact sheet recommends."""

from __future__ import annotations

import base64
import json
import os
import time

from . import openssl
from .asymmetric import Pair
from .case import Case
from .test_key_management import UNKNOWN

STATE = "ResourceUnavailable.CmkStateNotSupport"
CIPHERTEXT = "InvalidParameterValue.InvalidCiphertext"
SOME = openssl.text(b"x")


class OpenQuestions(Case):
    def test_row_01_symmetric_use_in_pending_import_and_pending_delete(self) -> None:
        material = os.urandom(self.material_size)
        key, other = self.imported_key(material), self.key()
        blob, foreign = self.encrypt(key), self.encrypt(other)
        for state, data_key_code in (
            ("PendingDelete", "ResourceUnavailable.KeyPendingDelete"), ("PendingImport", STATE),
        ):
            self.bring(key, state, material)
            self.refuse(STATE, "Encrypt", KeyId=key, Plaintext=SOME)
            self.refuse(STATE, "Decrypt", CiphertextBlob=blob)
            self.refuse(STATE, "ReEncrypt", CiphertextBlob=blob, DestinationKeyId=other)
            self.refuse(STATE, "ReEncrypt", CiphertextBlob=foreign, DestinationKeyId=key)
            self.refuse(data_key_code, "GenerateDataKey", KeyId=key, KeySpec="AES_128")

    def test_row_02_wrong_context_and_altered_blob_are_told_alike(self) -> None:
        blob = self.encrypt(self.key(), b"x", {"a": "1"})
        altered = blob[:-1] + ("A" if blob[-1] != "A" else "E")
        context = '{"a":"1"}'
        errors = [
            self.refuse(CIPHERTEXT, "Decrypt", CiphertextBlob=blob, EncryptionContext='{"a":"2"}'),
            self.refuse(CIPHERTEXT, "Decrypt", CiphertextBlob=altered[:-8] + "AAAAAAAA", EncryptionContext=context),
            self.refuse(CIPHERTEXT, "Decrypt", CiphertextBlob="nonsense", EncryptionContext=context),
        ]
        self.assertEqual(len({error.get_message() for error in errors[:2]}), 1)

    def test_row_03_context_is_compared_as_json(self) -> None:
        key = self.key()
        blob = self.api.call(
            "Encrypt", KeyId=key, Plaintext=SOME, EncryptionContext='{ "b" : "2", "a":"\\u0031" }')["CiphertextBlob"]
        same = self.api.call("Decrypt", CiphertextBlob=blob, EncryptionContext='{"a":"1","b":"2"}')
        self.assertEqual(same["Plaintext"], SOME)
        plain = self.api.call("Encrypt", KeyId=key, Plaintext=SOME, EncryptionContext="")["CiphertextBlob"]
        self.assertEqual(self.api.call("Decrypt", CiphertextBlob=plain)["Plaintext"], SOME)
        for context in (
            "[]", '"a"', '{"a":{"b":"c"}}', '{"a":1}', '{"a":', "null", '{"a":"1","a":"2"}',
            json.dumps({"a": "x" * 1024}),
        ):
            self.refuse("InvalidParameter", "Encrypt", KeyId=key, Plaintext=SOME, EncryptionContext=context)
        longest = json.dumps({"a": "x" * (1024 - len('{"a": ""}'))})
        self.assertEqual(len(longest), 1024)
        self.api.call("Encrypt", KeyId=key, Plaintext=SOME, EncryptionContext=longest)

    def test_row_04_wrong_length_of_material(self) -> None:
        for size in (self.material_size - 1, self.material_size + 1, 48 - self.material_size):
            key = self.external_key()
            given = self.import_parameters(key)
            error = self.refuse(
                "InvalidParameter.DecryptMaterialError", "ImportKeyMaterial", KeyId=key,
                ImportToken=given["ImportToken"], EncryptedKeyMaterial=self.wrap(given, os.urandom(size)))
            self.assertRegex(error.get_message(), rf"\b({self.material_size}|{self.material_size * 8})\b")
            self.assertEqual(self.state(key), "PendingImport")

    def test_row_05_tokens_of_another_key_forged_and_superseded(self) -> None:
        key, other = self.external_key(), self.external_key()
        old, foreign = self.import_parameters(key), self.import_parameters(other)
        new = self.import_parameters(key)
        material = os.urandom(self.material_size)
        token = new["ImportToken"]
        forged = token[:-10] + ("A" * 10 if token[-10:] != "A" * 10 else "B" * 10)

        def refuse(code: str, token: str) -> None:
            self.refuse(
                code, "ImportKeyMaterial", KeyId=key, ImportToken=token, EncryptedKeyMaterial=self.wrap(new, material))

        refuse("InvalidParameter", foreign["ImportToken"])
        refuse("InvalidParameter", forged)
        refuse("InvalidParameter", "x")
        refuse("ResourceUnavailable.TokenExpired", old["ImportToken"])
        self.api.call(
            "ImportKeyMaterial", KeyId=key, ImportToken=token, EncryptedKeyMaterial=self.wrap(new, material))

    def test_row_06_a_success_ends_the_token_which_is_stricter_than_the_guide(self) -> None:
        key, material = self.external_key(), os.urandom(self.material_size)
        given = self.import_parameters(key)
        request = {"ImportToken": given["ImportToken"], "EncryptedKeyMaterial": self.wrap(given, material)}
        self.api.call("ImportKeyMaterial", KeyId=key, **request)
        self.api.call("DeleteImportedKeyMaterial", KeyId=key)
        self.refuse("ResourceUnavailable.TokenExpired", "ImportKeyMaterial", KeyId=key, **request)
        self.import_material(key, material)
        self.assertEqual(self.state(key), "Enabled")

    def test_row_08_same_material_is_known_after_its_deletion(self) -> None:
        material = os.urandom(self.material_size)
        key = self.imported_key(material)
        self.api.call("DeleteImportedKeyMaterial", KeyId=key)
        given = self.import_parameters(key)
        self.refuse(
            "InvalidParameterValue.MaterialNotMatch", "ImportKeyMaterial", KeyId=key,
            ImportToken=given["ImportToken"],
            EncryptedKeyMaterial=self.wrap(given, bytes([material[0] ^ 1]) + material[1:]))
        self.import_material(key, material)

    def test_row_09_ends_of_material_that_cannot_be(self) -> None:
        key, material = self.external_key(), os.urandom(self.material_size)
        given = self.import_parameters(key)
        request = {"ImportToken": given["ImportToken"], "EncryptedKeyMaterial": self.wrap(given, material)}
        for until in (1, int(time.time()) - 1, 2_147_443_201, -1):
            self.refuse("InvalidParameter", "ImportKeyMaterial", KeyId=key, ValidTo=until, **request)
        self.api.call("ImportKeyMaterial", KeyId=key, ValidTo=2_147_443_200, **request)
        self.assertEqual(self.describe(key)["ValidTo"], 2_147_443_200)

    def test_row_10_end_takes_effect_at_the_next_access(self) -> None:
        key, material = self.external_key(), os.urandom(self.material_size)
        given = self.import_parameters(key)
        wrapped = self.wrap(given, material)
        until = int(time.time()) + 3
        self.api.call(
            "ImportKeyMaterial", KeyId=key, ImportToken=given["ImportToken"], EncryptedKeyMaterial=wrapped,
            ValidTo=until)
        blob = self.encrypt(key)
        time.sleep(max(0.0, until + 1.1 - time.time()))
        self.refuse(STATE, "Decrypt", CiphertextBlob=blob)
        found = self.describe(key)
        self.assertEqual((found["KeyState"], found["ValidTo"]), ("PendingImport", 0))
        self.import_material(key, material)
        self.api.call("DeleteImportedKeyMaterial", KeyId=key)
        self.assertEqual(self.describe(key)["ValidTo"], 0)

    def test_row_11_import_into_a_key_that_was_disabled_enables_it(self) -> None:
        material = os.urandom(self.material_size)
        key = self.imported_key(material)
        self.bring(key, "Disabled")
        self.api.call("DeleteImportedKeyMaterial", KeyId=key)
        self.import_material(key, material)
        self.assertEqual(self.state(key), "Enabled")

    def test_row_12_deletion_of_pending_import_and_of_archived(self) -> None:
        key = self.external_key()
        self.api.call("ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=7)
        self.assertEqual(self.state(key), "PendingDelete")
        archived = self.key()
        self.bring(archived, "Archived")
        self.refuse(STATE, "ScheduleKeyDeletion", KeyId=archived, PendingWindowInDays=7)

    def test_row_13_repeating_a_change_succeeds(self) -> None:
        key = self.key()
        for action, state in (("EnableKey", "Enabled"), ("DisableKey", "Disabled"), ("ArchiveKey", "Archived")):
            for _ in range(2):
                self.api.call(action, KeyId=key)
                self.assertEqual(self.state(key), state)

    def test_row_14_disabled_keys_may_be_archived(self) -> None:
        key = self.key()
        self.bring(key, "Disabled")
        self.api.call("ArchiveKey", KeyId=key)
        self.assertEqual(self.state(key), "Archived")

    def test_row_15_batch_is_all_or_nothing(self) -> None:
        keys = [self.key(), self.key()]
        gone = self.key()
        self.bring(gone, "PendingDelete")
        self.refuse(STATE, "DisableKeys", KeyIds=[*keys, gone])
        self.refuse("ResourceUnavailable.CmkNotFound", "DisableKeys", KeyIds=[*keys, UNKNOWN])
        self.refuse("InvalidParameterValue.DuplicatedKeyId", "DisableKeys", KeyIds=[*keys, keys[0]])
        self.refuse("InvalidParameter", "DisableKeys", KeyIds=[])
        many = [f"{number:08x}-1111-11ee-8000-000000000000" for number in range(101)]
        for action in ("DisableKeys", "EnableKeys", "DescribeKeys"):
            self.refuse("InvalidParameter", action, KeyIds=many)
        self.assertEqual({self.state(key) for key in keys}, {"Enabled"})

    def test_row_16_alias_has_case_and_stays_taken_while_deletion_is_pending(self) -> None:
        alias = self.name()
        key = self.api.call("CreateKey", Alias=alias)["KeyId"]
        self.api.call("CreateKey", Alias=alias.upper())
        self.bring(key, "PendingDelete")
        self.refuse("InvalidParameterValue.AliasAlreadyExists", "CreateKey", Alias=alias)

    def test_row_17_prefix_of_cloud_products(self) -> None:
        for alias in ("kms-orders", "Kms-orders", "KMS-orders"):
            self.refuse("InvalidParameterValue.InvalidAlias", "CreateKey", Alias=alias)

    def test_row_18_external_material_is_for_symmetric_keys(self) -> None:
        usage = Pair.usages(self.server.edition)[0]
        self.refuse("InvalidParameterValue.InvalidType", "CreateKey", Alias=self.name(), Type=2, KeyUsage=usage)

    def test_row_19_usages_that_the_edition_does_not_offer(self) -> None:
        missing = {
            "fips": ["ASYMMETRIC_DECRYPT_SM2", "ASYMMETRIC_SIGN_VERIFY_SM2"],
            "sm-crypto": ["ASYMMETRIC_SIGN_VERIFY_ECC"],
        }[self.server.edition]
        for usage in [*missing, "ASYMMETRIC_SIGN_VERIFY_ECDSA384"]:
            self.refuse(
                "UnsupportedOperation.UnsupportedKeyUsageInCurrentRegion", "CreateKey", Alias=self.name(),
                KeyUsage=usage)
        self.refuse("InvalidParameterValue.InvalidKeyUsage", "CreateKey", Alias=self.name(), KeyUsage="ANYTHING")

    def test_row_20_actions_on_keys_of_another_kind(self) -> None:
        code = "InvalidParameterValue.InvalidKeyUsage"
        pair = self.shared_pair("ASYMMETRIC_DECRYPT_RSA_2048")
        key = self.key()
        self.refuse(code, "Encrypt", KeyId=pair, Plaintext=SOME)
        self.refuse(code, "GenerateDataKey", KeyId=pair, KeySpec="AES_128")
        ciphertext = openssl.text(bytes(256))
        self.refuse(
            code, "AsymmetricRsaDecrypt", KeyId=key, Ciphertext=ciphertext, Algorithm="RSAES_OAEP_SHA_256")
        if not self.is_fips:
            self.refuse(code, "AsymmetricSm2Decrypt", KeyId=pair, Ciphertext=SOME)


class UnwrapOracle(Case):
    editions = ("sm-crypto",)

    def test_row_07_failures_of_pkcs1_unwrapping_are_told_alike(self) -> None:
        key = self.external_key()
        given = self.import_parameters(key, "RSAES_PKCS1_V1_5")
        public = base64.b64decode(given["PublicKey"])
        wrong_length = openssl.text(openssl.encrypt(public, os.urandom(self.material_size + 1), "RSAES_PKCS1_V1_5"))
        wrong_padding = openssl.text(openssl.encrypt(public, os.urandom(self.material_size), "RSAES_OAEP_SHA_1"))
        messages = [
            self.refuse(
                "InvalidParameter.DecryptMaterialError", "ImportKeyMaterial", KeyId=key,
                ImportToken=given["ImportToken"], EncryptedKeyMaterial=wrapped).get_message()
            for wrapped in (wrong_padding, wrong_length)
        ]
        # Only the count of attempts left may differ.
        self.assertEqual(*("".join(letter for letter in text if not letter.isdigit()) for text in messages))
