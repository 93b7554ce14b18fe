// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

extension Row {
    /// The value of a column; GRDB's own subscripts end the process when the type is another one.
    ///
    /// - Throws: `damaged`, naming the column.
    func checked<Value: DatabaseValueConvertible>(_ column: String) throws(KeyStoreError) -> Value {
        let stored: DatabaseValue? = self[column]
        guard let stored, let value = Value.fromDatabaseValue(stored) else {
            throw .damaged("a row has no sound value for '\(column)'")
        }
        return value
    }

    /// The value of a column, or nil where it is NULL.
    ///
    /// - Throws: `damaged`, naming the column.
    func checkedIfPresent<Value: DatabaseValueConvertible>(_ column: String) throws(KeyStoreError) -> Value? {
        let stored: DatabaseValue? = self[column]
        return stored?.isNull == true ? nil : try checked(column)
    }

    /// The 16 bytes of an ID.
    ///
    /// - Throws: `damaged`, naming the column.
    func checkedID(_ column: String) throws(KeyStoreError) -> UniqueID {
        let bytes: Data = try checked(column)
        guard let id = UniqueID(bytes: Array(bytes)) else { throw .damaged("a row has no sound ID in '\(column)'") }
        return id
    }
}

extension UniqueID {
    /// The bytes as SQLite binds them.
    var blob: Data { Data(bytes) }
}
