# SPDX-License-Identifier: Apache-2.0
"""Tencent's own clients, unmodified, against a real `hufu serve`."""
