# SPDX-License-Identifier: Apache-2.0
"""§2.2: tccli runs every action over plain HTTP; its forms of arguments, its exit statuses."""

from __future__ import annotations

import base64
import json
import os
from typing import ClassVar

from . import openssl
from .actions import IMPLEMENTED, REFUSED_BY_EDITION
from .asymmetric import MESSAGE, Pair
from .case import Case
from .command_line import CommandLine
from .test_key_management import UNKNOWN

SOME = openssl.text(b"plaintext of tccli")


class CommandLineTests(Case):
    transports = ("http",)
    tccli: ClassVar[CommandLine]

    @classmethod
    def setUpClass(cls) -> None:
        cls.tccli = CommandLine(cls.server)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.tccli.close()

    def test_every_action(self) -> None:
        called = set()

        def run(action: str, **parameters: object) -> dict[str, object]:
            arguments = []
            for name, value in parameters.items():
                arguments += ["--" + name, value if isinstance(value, str) else json.dumps(value)]
            called.add(action)
            return self.tccli.reply(action, *arguments)

        key = run("CreateKey", Alias=self.name())["KeyId"]
        self.walk_keys(run, key)
        self.walk_cryptography(run, key)
        self.walk_import(run)
        self.walk_pairs(run)
        self.walk_data_keys(run, key)
        self.assertEqual(called, IMPLEMENTED - REFUSED_BY_EDITION[self.server.edition])

    def walk_keys(self, run, key: str) -> None:
        """§3.3, §3.6 and §3.8."""
        self.assertEqual(run("DescribeKey", KeyId=key)["KeyMetadata"]["KeyId"], key)
        self.assertEqual(len(run("DescribeKeys", KeyIds=[key])["KeyMetadatas"]), 1)
        self.assertEqual(len(run("ListKeys", Limit=1, Offset=0)["Keys"]), 1)
        self.assertEqual(run("ListKeyDetail", SearchKeyAlias=key, OrderType=1)["TotalCount"], 1)
        run("UpdateAlias", KeyId=key, Alias=self.name())
        run("UpdateKeyDescription", KeyId=key, Description="with spaces")
        for action in ("DisableKey", "EnableKey", "ArchiveKey", "CancelKeyArchive"):
            self.assertEqual(set(run(action, KeyId=key)), {"RequestId"})
        run("DisableKeys", KeyIds=[key])
        self.assertEqual(run("ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=7)["KeyId"], key)
        run("CancelKeyDeletion", KeyId=key)
        run("EnableKeys", KeyIds=[key])
        run("EnableKeyRotation", KeyId=key, RotateDays=30)
        self.assertIs(run("GetKeyRotationStatus", KeyId=key)["KeyRotationEnabled"], True)
        self.assertTrue(run("RotateKey", KeyId=key)["TaskId"])
        run("DisableKeyRotation", KeyId=key)
        self.assertIs(run("GetServiceStatus")["ServiceEnabled"], True)
        self.assertEqual(run("GetRegions")["Regions"], [self.server.region])
        run("BindCloudResource", KeyId=key, ProductId="ssm", ResourceId="r-1")
        run("UnbindCloudResource", KeyId=key, ProductId="ssm", ResourceId="r-1")

    def walk_cryptography(self, run, key: str) -> None:
        """§3.4."""
        context = '{"key1":"value1"}'
        blob = run("Encrypt", KeyId=key, Plaintext=SOME, EncryptionContext=context)["CiphertextBlob"]
        self.assertEqual(run("Decrypt", CiphertextBlob=blob, EncryptionContext=context)["Plaintext"], SOME)
        moved = run("ReEncrypt", CiphertextBlob=blob, DestinationKeyId=self.key(), SourceEncryptionContext=context)
        self.assertIs(moved["ReEncrypted"], True)
        self.assertEqual(len(base64.b64decode(run("GenerateDataKey", KeyId=key, KeySpec="AES_128")["Plaintext"])), 16)
        self.assertEqual(len(base64.b64decode(run("GenerateRandom", NumberOfBytes=5)["Plaintext"])), 5)

    def walk_import(self, run) -> None:
        """§3.5."""
        key = run("CreateKey", Alias=self.name(), Type=2)["KeyId"]
        given = run(
            "GetParametersForImport", KeyId=key, WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048")
        run(
            "ImportKeyMaterial", KeyId=key, ImportToken=given["ImportToken"], ValidTo=2_000_000_000,
            EncryptedKeyMaterial=self.wrap(given, os.urandom(self.material_size)))
        run("DeleteImportedKeyMaterial", KeyId=key)

    def walk_pairs(self, run) -> None:
        """§3.7."""
        self.assertTrue(run("ListAlgorithms")["SymmetricAlgorithms"])
        for usage in Pair.usages(self.server.edition):
            pair = Pair(self.api, self.shared_pair(usage), usage)
            run("GetPublicKey", KeyId=pair.key)
            if pair.signs:
                common = {"KeyId": pair.key, "Algorithm": pair.algorithm, "Message": openssl.text(MESSAGE)}
                signature = run("SignByAsymmetricKey", **common)["Signature"]
                reply = run("VerifyByAsymmetricKey", SignatureValue=signature, **common)
                self.assertIs(reply["SignatureValid"], True)
                continue
            action = "AsymmetricSm2Decrypt" if "SM2" in usage else "AsymmetricRsaDecrypt"
            algorithm = {} if "SM2" in usage else {"Algorithm": "RSAES_OAEP_SHA_256"}
            reply = run(action, KeyId=pair.key, Ciphertext=openssl.text(pair.ciphertext), **algorithm)
            self.assertEqual(reply["Plaintext"], openssl.text(MESSAGE))

    def walk_data_keys(self, run, key: str) -> None:
        """§3.9."""
        made = run("ImportDataKey", DataKeyName=self.name(), ImportKeyMaterial=SOME, ImportType=2, KeyId=key)
        data_key = made["DataKeyId"]
        self.assertEqual(run("DescribeDataKey", DataKeyId=data_key)["DataKeyMetadata"]["DataKeyId"], data_key)
        self.assertEqual(len(run("DescribeDataKeys", DataKeyIds=[data_key])["DataKeyMetadatas"]), 1)
        self.assertGreaterEqual(run("ListDataKeys", Limit=1)["TotalCount"], 1)
        self.assertEqual(run("ListDataKeyDetail", SearchKeyAlias=data_key)["TotalCount"], 1)
        self.assertEqual(run("GetDataKeyPlaintext", DataKeyId=data_key)["Plaintext"], SOME)
        self.assertTrue(run("GetDataKeyCiphertextBlob", DataKeyId=data_key)["CiphertextBlob"])
        run("DisableDataKey", DataKeyId=data_key)
        run("EnableDataKey", DataKeyId=data_key)
        run("DisableDataKeys", DataKeyIds=[data_key])
        run("ScheduleDataKeyDeletion", DataKeyId=data_key, PendingWindowInDays=7)
        run("CancelDataKeyDeletion", DataKeyId=data_key)
        run("EnableDataKeys", DataKeyIds=[data_key])
        run("UpdateDataKeyName", DataKeyId=data_key, DataKeyName=self.name())
        run("UpdateDataKeyDescription", DataKeyId=data_key, Description="with spaces")

    def test_unfolded_arguments(self) -> None:
        alias = self.name()
        key = self.tccli.reply(
            "CreateKey", "--cli-unfold-argument", "--Alias", alias, "--Tags.0.TagKey", alias, "--Tags.0.TagValue", "v"
        )["KeyId"]
        other = self.key()
        found = self.tccli.reply("DescribeKeys", "--cli-unfold-argument", "--KeyIds", key, other)["KeyMetadatas"]
        self.assertEqual([entry["KeyId"] for entry in found], [key, other])
        listed = self.tccli.reply("ListKeyDetail", "--TagFilters", f'[{{"TagKey":"{alias}","TagValue":["v"]}}]')
        self.assertEqual([entry["KeyId"] for entry in listed["KeyMetadatas"]], [key])

    def test_refusal_is_exit_255_with_code_and_request_id(self) -> None:
        outcome = self.tccli.run("DescribeKey", "--KeyId", UNKNOWN)
        self.assertEqual((outcome.status, outcome.output), (255, ""))
        self.assertRegex(
            outcome.complaint,
            r"\[TencentCloudSDKException\] code:ResourceUnavailable\.CmkNotFound message:.+ requestId:[0-9a-f-]{36}")

    def test_languages(self) -> None:
        chinese = self.tccli.run("DescribeKey", "--KeyId", UNKNOWN, "--language", "zh-CN")
        self.assertRegex(chinese.complaint, "[\u4e00-\u9fff]")

    def test_what_tccli_refuses_on_its_own(self) -> None:
        self.assertEqual(self.tccli.run("DescribeKey").status, 252)
        self.assertEqual(self.tccli.run("DescribeKey", "--KeyId", UNKNOWN, "--NoSuchOption", "1").status, 255)
