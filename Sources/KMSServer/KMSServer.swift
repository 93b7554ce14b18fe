// SPDX-License-Identifier: Apache-2.0
internal import Hummingbird
internal import HummingbirdTLS
internal import NIOSSL
