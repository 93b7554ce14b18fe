# SPDX-License-Identifier: Apache-2.0
"""Who may not: replayed, altered, outdated and foreign requests are refused with their code, and counted.

Each test sends requests as bytes, so that the very same signature can come twice. `/metrics` has to show each refusal.
"""

import hashlib
import os
import time
import unittest
import urllib.parse

from live_server import LiveServer
from wire import Client, Connection, Credential, Reply, Request, authorization, signed_form, signed_get, signed_request

EDITION = os.environ.get("EDITION", "fips")
EXPIRED, FAILED = "AuthFailure.SignatureExpire", "AuthFailure.SignatureFailure"
UNKNOWN, MALFORMED = "AuthFailure.SecretIdNotFound", "AuthFailure.InvalidAuthorization"
# How soon a running server notices what the command line changed, with room for a busy machine.
NOTICE = 5.0


class ServerTestCase(unittest.TestCase):
    """One server for all tests of a class; each test has keys of its own."""

    server: LiveServer
    client: Client

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = LiveServer(EDITION)
        cls.server.start()
        cls.client = cls.server.client()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.client.close()
        cls.server.__exit__()

    def key(self, **parameters: object) -> str:
        """A new key; its alias is the test's name."""
        return self.client.call("CreateKey", Alias=self.id().rpartition(".")[2][:60], **parameters)["KeyId"]

    def captured(self, action: str, parameters: dict, **choices: object) -> Request:
        """A request as the SDK signs it: content-type and host only."""
        return signed_request(action, parameters, self.server.credential, self.client.host, **choices)

    def send(self, request: Request) -> Reply:
        """Its reply, on a connection of its own."""
        with Connection(self.server.port) as connection:
            reply = connection.exchange(request)
        self.assertIsNotNone(reply)
        self.assertEqual((reply.status, reply.headers["content-type"]), (200, "application/json"))
        self.assertIn("RequestId", reply.response)
        return reply

    def expect(self, request: Request, code: str | None, action: str) -> Reply:
        """The reply has this code, and `/metrics` counts it under this action."""
        before = self.server.counts().get((action, code or "OK"), 0)
        reply = self.send(request)
        self.assertEqual(reply.code, code, reply.body)
        self.assertEqual(self.server.counts().get((action, code or "OK"), 0), before + 1)
        return reply


class ReplayTests(ServerTestCase):
    """Requests that were captured, altered, or signed by nobody known."""

    def test_same_request_again_is_answered(self) -> None:
        request = self.captured("DescribeKey", {"KeyId": self.key()})
        self.expect(request, None, "DescribeKey")
        self.expect(request, None, "DescribeKey")

    def test_another_action_under_the_same_signature_is_refused(self) -> None:
        key = self.key()
        request = self.captured("DescribeKey", {"KeyId": key})
        self.expect(request, None, "DescribeKey")
        for action in ("DisableKey", "ArchiveKey", "DeleteImportedKeyMaterial"):
            request.set("X-TC-Action", action)
            self.expect(request, FAILED, action)
        self.assertEqual(self.client.call("DescribeKey", KeyId=key)["KeyMetadata"]["KeyState"], "Enabled")

    def test_an_unknown_action_under_the_same_signature_is_refused(self) -> None:
        request = self.captured("DescribeKey", {"KeyId": self.key()})
        self.send(request)
        request.set("X-TC-Action", "NoSuchAction")
        self.assertEqual(self.send(request).code, FAILED)

    def test_a_pin_holds_for_a_get_too(self) -> None:
        request = signed_get("DescribeKey", {"KeyId": self.key()}, self.server.credential, self.client.host)
        self.expect(request, None, "DescribeKey")
        request.set("X-TC-Action", "DisableKey")
        self.expect(request, FAILED, "DisableKey")

    def test_another_version_under_the_same_signature_is_refused(self) -> None:
        request = self.captured("DescribeKey", {"KeyId": self.key()})
        self.expect(request, None, "DescribeKey")
        request.set("X-TC-Version", "2019-01-19")
        self.expect(request, FAILED, "DescribeKey")

    def test_the_region_cannot_be_added_or_taken_away_under_a_signature(self) -> None:
        request = self.captured("DescribeKey", {"KeyId": self.key()})
        self.expect(request, None, "DescribeKey")
        request.remove("X-TC-Region")
        self.expect(request, FAILED, "DescribeKey")
        request = self.captured("ListKeys", {"Limit": 7}, region=None)
        self.expect(request, None, "ListKeys")
        request.set("X-TC-Region", "ap-guangzhou")
        self.expect(request, FAILED, "ListKeys")

    def test_another_region_is_refused(self) -> None:
        self.expect(self.captured("ListKeys", {"Limit": 8}, region="eu-frankfurt"), "UnsupportedRegion", "ListKeys")

    def test_another_region_under_a_used_signature_is_refused(self) -> None:
        request = self.captured("ListKeys", {"Limit": 9})
        self.expect(request, None, "ListKeys")
        request.set("X-TC-Region", "eu-frankfurt")
        self.expect(request, FAILED, "ListKeys")

    def test_a_signature_refused_for_its_region_serves_no_other(self) -> None:
        request = self.captured("ListKeys", {"Limit": 10}, region="eu-frankfurt")
        self.expect(request, "UnsupportedRegion", "ListKeys")
        request.set("X-TC-Region", "ap-guangzhou")
        self.expect(request, FAILED, "ListKeys")

    def test_another_version_is_refused(self) -> None:
        request = self.captured("ListKeys", {"Limit": 11})
        request.set("X-TC-Version", "2018-01-01")
        self.expect(request, "NoSuchVersion", "ListKeys")

    def test_old_and_future_timestamps_are_refused_with_the_difference(self) -> None:
        now = int(time.time())
        for distance, word in ((-310, "behind"), (-86_400, "behind"), (320, "ahead"), (10**9, "ahead")):
            reply = self.expect(self.captured("ListKeys", {}, timestamp=now + distance), EXPIRED, "ListKeys")
            message = reply.response["Error"]["Message"]
            self.assertIn(word, message)
            numbers = [int(part) for part in message.replace(";", " ").split() if part.isdigit()]
            self.assertTrue(any(abs(number - abs(distance)) <= 20 for number in numbers), message)
            self.assertTrue(any(abs(number - now) <= 20 for number in numbers), message)

    def test_timestamps_within_five_minutes_are_taken(self) -> None:
        for distance in (-280, 280):
            request = self.captured("ListKeys", {"Limit": 12}, timestamp=int(time.time()) + distance)
            self.expect(request, None, "ListKeys")

    def test_a_timestamp_other_than_the_signed_one_is_refused(self) -> None:
        request = self.captured("ListKeys", {"Limit": 13}, timestamp=int(time.time()) - 20)
        request.set("X-TC-Timestamp", str(int(time.time())))
        self.expect(request, FAILED, "ListKeys")

    def test_a_wrong_secret_is_refused(self) -> None:
        stranger = Credential(self.server.credential.secret_id, "W" * 32)
        self.expect(signed_request("ListKeys", {}, stranger, self.client.host), FAILED, "ListKeys")

    def test_an_unknown_secret_id_is_refused(self) -> None:
        stranger = Credential("AKID" + "0" * 32, "W" * 32)
        self.expect(signed_request("ListKeys", {}, stranger, self.client.host), UNKNOWN, "ListKeys")

    def test_a_changed_body_is_refused(self) -> None:
        request = self.captured("ListKeys", {"Limit": 14})
        request.body = request.body.replace(b"14", b"15")
        self.expect(request, FAILED, "ListKeys")

    def test_another_host_is_refused(self) -> None:
        request = self.captured("ListKeys", {"Limit": 16})
        request.set("Host", "kms.example")
        self.expect(request, FAILED, "ListKeys")

    def test_an_unsigned_payload_is_refused(self) -> None:
        request = self.captured("ListKeys", {"Limit": 17})
        request.headers.append(("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"))
        unsigned = hashlib.sha256(b"UNSIGNED-PAYLOAD").hexdigest()
        for payload_hash in (None, unsigned):
            request.set("Authorization", authorization(
                request, self.server.credential, int(request.header("X-TC-Timestamp")), payload_hash=payload_hash))
            self.assertEqual(self.send(request).code, FAILED)

    def test_an_unsigned_request_is_refused(self) -> None:
        request = self.captured("ListKeys", {})
        request.remove("Authorization")
        self.assertEqual(self.send(request).code, MALFORMED)
        request.set("Authorization", "SKIP")
        self.assertEqual(self.send(request).code, MALFORMED)

    def test_a_signed_action_is_taken_and_cannot_be_exchanged(self) -> None:
        names = ("content-type", "host", "x-tc-action")
        request = self.captured("ListKeys", {"Limit": 18}, signed=names)
        self.expect(request, None, "ListKeys")
        request = self.captured("ListKeys", {"Limit": 19}, signed=names)
        request.set("X-TC-Action", "ListKeyDetail")
        self.expect(request, FAILED, "ListKeyDetail")

    def test_version_1_is_taken_and_guarded(self) -> None:
        for method in ("HmacSHA1", "HmacSHA256"):
            request = signed_form("ListKeys", {"Limit": 3}, self.server.credential, self.client.host, method=method)
            self.expect(request, None, "ListKeys")
            request.body = request.body.replace(b"Action=ListKeys", b"Action=ListKeyDetail")
            request.set("Content-Length", str(len(request.body)))
            self.expect(request, FAILED, "ListKeyDetail")

    def test_version_1_refuses_an_ampersand_in_a_value(self) -> None:
        # `a&Limit=200` in a value has the signature of two parameters.
        parameters = {"Limit": 5, "SearchKeyAlias": "a&KeyState=3"}
        request = signed_form("ListKeyDetail", parameters, self.server.credential, self.client.host)
        self.expect(request, "InvalidParameter", "ListKeyDetail")
        pairs = urllib.parse.parse_qsl(request.body.decode())
        split = [pair for pair in pairs if pair[0] != "SearchKeyAlias"] + [("SearchKeyAlias", "a"), ("KeyState", "3")]
        request.body = urllib.parse.urlencode(split).encode()
        request.set("Content-Length", str(len(request.body)))
        self.assertIn(self.send(request).code, (FAILED, "InvalidParameter"))


class PrincipalTests(ServerTestCase):
    """What the command line changes of credentials while the server runs."""

    def until(self, condition: object, what: str) -> None:
        """Waits until a running server has noticed a change."""
        deadline = time.monotonic() + NOTICE
        while not condition():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.1)

    def code(self, credential: Credential, action: str = "ListKeys", **parameters: object) -> str | None:
        """The code of one call with that credential."""
        request = signed_request(
            action, parameters, credential, self.client.host, signed=("content-type", "host", "x-tc-action"))
        return self.send(request).code

    def test_a_disabled_credential_is_refused_at_once_and_taken_again(self) -> None:
        credential = self.server.create_credential("paused", allow="*", keys="*")
        self.until(lambda: self.code(credential) is None, "a new credential is not known")
        self.server.command("credential", "disable", "paused")
        self.until(lambda: self.code(credential) == UNKNOWN, "a disabled credential is still taken")
        self.assertIn(("ListKeys", UNKNOWN), self.server.counts())
        self.server.command("credential", "enable", "paused")
        self.until(lambda: self.code(credential) is None, "an enabled credential is not taken")

    def test_a_rotated_secret_ends_at_once_or_after_its_grace(self) -> None:
        old = self.server.create_credential("rotated", allow="*", keys="*")
        self.until(lambda: self.code(old) is None, "a new credential is not known")
        made = self.server.command("credential", "rotate", "rotated", "--keep-previous", "1h")
        second = Credential(made["SecretId"], made["SecretKey"])
        self.until(lambda: self.code(second) is None, "a new SecretKey is not known")
        self.assertIsNone(self.code(old))
        made = self.server.command("credential", "rotate", "rotated")
        third = Credential(made["SecretId"], made["SecretKey"])
        self.until(lambda: self.code(third) is None, "a new SecretKey is not known")
        self.assertEqual([self.code(old), self.code(second)], [FAILED, FAILED])

    def test_a_deleted_credential_is_refused(self) -> None:
        credential = self.server.create_credential("deleted", allow="*", keys="*")
        self.until(lambda: self.code(credential) is None, "a new credential is not known")
        self.server.command("credential", "delete", "deleted")
        self.until(lambda: self.code(credential) == UNKNOWN, "a deleted credential is still taken")

    def test_foreign_keys_and_actions_are_refused_and_nothing_is_said_of_them(self) -> None:
        foreign = self.key()
        own = self.client.call("CreateKey", Alias="web-own")["KeyId"]
        credential = self.server.create_credential("web", allow="Encrypt,Decrypt,DescribeKey", keys="alias/web-*")
        self.until(lambda: self.code(credential, "DescribeKey", KeyId=own) is None, "a new credential is not known")
        refused = "UnauthorizedOperation"
        self.assertIsNone(self.code(credential, "Encrypt", KeyId=own, Plaintext="aGk="))
        self.assertEqual(self.code(credential, "Encrypt", KeyId=foreign, Plaintext="aGk="), refused)
        self.assertIn(("Encrypt", refused), self.server.counts())
        self.assertEqual(self.code(credential, "DescribeKey", KeyId=foreign), refused)
        self.assertEqual(self.code(credential, "DescribeKeys", KeyIds=[own, foreign]), refused)
        blob = self.client.call("Encrypt", KeyId=foreign, Plaintext="aGk=")["CiphertextBlob"]
        self.assertEqual(self.code(credential, "Decrypt", CiphertextBlob=blob), refused)
        self.assertEqual(self.code(credential, "ReEncrypt", CiphertextBlob=blob, DestinationKeyId=own), refused)
        for action in ("DisableKey", "ArchiveKey", "DeleteImportedKeyMaterial", "RotateKey"):
            self.assertEqual(self.code(credential, action, KeyId=own), refused, action)
        self.assertEqual(self.code(credential, "ListKeys"), refused)
        self.assertEqual(self.code(credential, "CreateKey", Alias="web-more"), refused)
        self.client.call("DisableKey", KeyId=foreign)
        self.assertEqual(self.code(credential, "Encrypt", KeyId=foreign, Plaintext="aGk="), refused)
        self.assertEqual(self.client.call("DescribeKey", KeyId=own)["KeyMetadata"]["KeyState"], "Enabled")

    def test_one_credentials_signature_is_no_use_to_another(self) -> None:
        other = self.server.create_credential("other", allow="*", keys="*")
        self.until(lambda: self.code(other) is None, "a new credential is not known")
        request = self.captured("ListKeys", {"Limit": 21})
        text = request.header("Authorization").replace(self.server.credential.secret_id, other.secret_id)
        request.set("Authorization", text)
        self.assertEqual(self.send(request).code, FAILED)


class SignedActionTests(unittest.TestCase):
    """With `auth.requireSignedAction`."""

    def test_an_unsigned_action_is_refused_and_a_signed_one_taken(self) -> None:
        with LiveServer(EDITION, {"auth.requireSignedAction": "true"}) as server:
            host = server.client().host
            with Connection(server.port) as connection:
                plain = connection.exchange(signed_request("ListKeys", {}, server.credential, host))
                self.assertEqual(plain.code, MALFORMED)
                signed = signed_request("ListKeys", {}, server.credential, host, signed=Client.SIGNED)
                self.assertIsNone(connection.exchange(signed).code)


if __name__ == "__main__":
    unittest.main(verbosity=2)
