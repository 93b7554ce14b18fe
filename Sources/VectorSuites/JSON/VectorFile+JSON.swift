// SPDX-License-Identifier: Apache-2.0
package import StrictJSON

extension VectorFile {
    /// The one JSON value of the file.
    ///
    /// - Throws: ``VectorFileError`` with the line.
    package func json() throws(VectorFileError) -> JSONValue {
        do throws(JSONError) { return try JSONReader.value(of: contents) } catch {
            throw failure(line: error.line, error.reason)
        }
    }
}
