# SPDX-License-Identifier: Apache-2.0
"""§3.5: owners bring their own key material, take it away, and bring it back."""

from __future__ import annotations

import base64
import os
import time

from . import openssl
from .case import Case


class ImportTests(Case):
    def test_parameters(self) -> None:
        key, before = self.external_key(), int(time.time())
        given = self.import_parameters(key)
        self.assertEqual(given["KeyId"], key)
        self.assertTrue(before + 86_400 <= given["ParametersValidTo"] <= time.time() + 86_401)
        described = openssl.run(
            "pkey", "-pubin", "-inform", "DER", "-noout", "-text", stdin=base64.b64decode(given["PublicKey"]))
        self.assertIn(b"(2048 bit)", described)
        self.assertRegex(given["ImportToken"], r"^[\x21-\x7e]+$")

    def test_imported_key_works_and_shows_its_origin(self) -> None:
        key, until = self.external_key(), int(time.time()) + 3600
        reply = self.import_material(key, os.urandom(self.material_size), ValidTo=until)
        self.assertEqual(set(reply), {"RequestId"})
        found = self.describe(key)
        self.assertEqual((found["Origin"], found["KeyState"], found["ValidTo"]), ("EXTERNAL", "Enabled", until))
        self.assertEqual(self.decrypt(self.encrypt(key, b"own key")), b"own key")

    def test_material_goes_and_comes_back(self) -> None:
        key, material = self.external_key(), os.urandom(self.material_size)
        self.import_material(key, material)
        blob = self.encrypt(key, b"kept")
        self.api.call("DeleteImportedKeyMaterial", KeyId=key)
        self.assertEqual(self.state(key), "PendingImport")
        self.refuse("ResourceUnavailable.CmkStateNotSupport", "Decrypt", CiphertextBlob=blob)
        given = self.import_parameters(key)
        other = self.wrap(given, os.urandom(self.material_size))
        self.refuse(
            "InvalidParameterValue.MaterialNotMatch", "ImportKeyMaterial", KeyId=key,
            ImportToken=given["ImportToken"], EncryptedKeyMaterial=other)
        self.import_material(key, material)
        self.assertEqual(self.decrypt(blob), b"kept")

    def test_same_material_in_two_keys_is_allowed_and_not_interchangeable(self) -> None:
        material = os.urandom(self.material_size)
        first, second = self.imported_key(material), self.imported_key(material)
        blob = self.encrypt(first, b"tied")
        self.api.call("DisableKey", KeyId=first)
        self.refuse("ResourceUnavailable.CmkDisabled", "Decrypt", CiphertextBlob=blob)
        self.assertEqual(self.state(second), "Enabled")

    def test_material_that_was_wrapped_wrongly(self) -> None:
        key = self.external_key()
        given = self.import_parameters(key)
        token = given["ImportToken"]
        material = os.urandom(self.material_size)
        with_other_padding = self.wrap(given, material, "RSAES_OAEP_SHA_1")
        _, stranger = openssl.rsa_pair()
        stranger_der = openssl.run("pkey", "-pubin", "-outform", "DER", stdin=stranger.encode())
        for wrapped in (
            with_other_padding, openssl.text(openssl.encrypt(stranger_der, material, "RSAES_OAEP_SHA_256")),
            openssl.text(os.urandom(256)),
        ):
            self.refuse(
                "InvalidParameter.DecryptMaterialError", "ImportKeyMaterial", KeyId=key, ImportToken=token,
                EncryptedKeyMaterial=wrapped)
        self.refuse(
            "InvalidParameter", "ImportKeyMaterial", KeyId=key, ImportToken=token, EncryptedKeyMaterial="no base64!")
        self.assertEqual(self.state(key), "PendingImport")

    def test_wrapping_that_is_not_offered(self) -> None:
        key = self.external_key()
        for algorithm, spec in (("RSAES_OAEP_SHA_512", "RSA_2048"), ("RSAES_OAEP_SHA_256", "RSA_4096")):
            self.refuse(
                "InvalidParameter", "GetParametersForImport", KeyId=key, WrappingAlgorithm=algorithm,
                WrappingKeySpec=spec)

    def test_keys_of_the_servers_own_making_take_no_material(self) -> None:
        key = self.key()
        given = self.import_parameters(self.external_key())
        self.refuse(
            "UnsupportedOperation.NotExternalCmk", "GetParametersForImport", KeyId=key,
            WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048")
        self.refuse("UnsupportedOperation.NotExternalCmk", "DeleteImportedKeyMaterial", KeyId=key)
        code = self.refuse_import(key, given)
        self.assertIn(code, ("UnsupportedOperation.NotExternalCmk", "InvalidParameter"))

    def refuse_import(self, key: str, given: dict[str, str]) -> str:
        """The code with which an import under another key's token is refused."""
        from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

        with self.assertRaises(TencentCloudSDKException) as caught:
            self.api.call(
                "ImportKeyMaterial", KeyId=key, ImportToken=given["ImportToken"],
                EncryptedKeyMaterial=self.wrap(given, os.urandom(self.material_size)))
        return str(caught.exception.get_code())


class UnapprovedPaddingTests(Case):
    editions = ("fips",)

    def test_pkcs1_padding_is_refused_until_the_operator_allows_it(self) -> None:
        self.refuse(
            "InvalidParameter", "GetParametersForImport", KeyId=self.external_key(),
            WrappingAlgorithm="RSAES_PKCS1_V1_5", WrappingKeySpec="RSA_2048")
