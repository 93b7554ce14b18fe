// SPDX-License-Identifier: Apache-2.0
import KMSServer
import KeyManagement
import Logging
import TencentKMS

/// What the configuration says of `hufu serve`.
struct ServerOptions: Sendable {
    /// How to listen.
    var listening = ServerSettings()
    /// What the server is towards its clients.
    var site = Site()
    /// How much each credential may ask.
    var rates = RequestLimiter.Rates()
    /// How long unwrapped keys are kept.
    var cache = KeyCachePolicy.standard
    /// The least level that is logged.
    var logLevel = Logger.Level.info

    /// The defaults, for tests and the development server.
    init() {}

    /// Reads the settings of the sections `server`, `auth`, `limits` and `cache`.
    ///
    /// - Throws: ``SettingsError/invalid(_:value:allowed:)``; ``SettingsError/missing(_:file:)`` for half a pair of
    ///   certificate and key.
    init(_ values: SettingValues) throws(SettingsError) {
        if let address = values.text(.serverAddress) { listening.address = address }
        if let port = try values.integer(.serverPort, in: 0...65_535) { listening.port = port }
        listening.tls = try Self.tls(values)
        if let count = try values.integer(.connectionLimit, in: 1...1_000_000) { listening.connectionLimit = count }
        if let region = values.text(.serverRegion) { site.region = region }
        if let account = try values.integer(.serverAccount, in: 1...Int.max) { site.accountID = account }
        if let count = try values.integer(.keyLimit, in: 0...Int.max) { site.keyLimit = count == 0 ? nil : count }
        site.requiresSignedAction = try values.boolean(.requireSignedAction) ?? false
        if let text = values.text(.rateScale) { rates.scale = try Self.scale(text) }
        if let text = values.text(.rates) { rates.actions = try Self.rates(text) }
        if let seconds = try values.integer(.cacheSeconds, in: 0...86_400) { cache.lifetime = .seconds(seconds) }
        if let count = try values.integer(.cacheUses, in: 1...Int.max) { cache.useLimit = count }
        if let text = values.text(.serverLog) {
            guard let level = Logger.Level(rawValue: text) else {
                throw .invalid(
                    .serverLog, value: text, allowed: Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))
            }
            logLevel = level
        }
    }

    private static func tls(_ values: SettingValues) throws(SettingsError) -> ServerSettings.TLSFiles? {
        let authorities = values.path(.tlsClientAuthorities)
        switch (values.path(.tlsCertificate), values.path(.tlsKey)) {
        case (let certificate?, let key?):
            return .init(certificate: certificate, key: key, clientAuthorities: authorities)
        case (nil, nil) where authorities == nil: return nil
        case (_, nil): throw .missing(.tlsKey, file: values.file)
        case (nil, _): throw .missing(.tlsCertificate, file: values.file)
        }
    }

    /// `1` for the documented rates, `10` for ten times as much, `off` for no limit.
    private static func scale(_ text: String) throws(SettingsError) -> Double? {
        if text == "off" { return nil }
        guard let scale = Double(text), scale > 0, scale.isFinite else {
            throw .invalid(.rateScale, value: text, allowed: "a number above 0, or off")
        }
        return scale
    }

    /// `Encrypt=12000,Decrypt=12000`
    private static func rates(_ text: String) throws(SettingsError) -> [String: Double] {
        var rates: [String: Double] = [:]
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard sides.count == 2, Gateway.actionNames.contains(sides[0]), let rate = Double(sides[1]), rate > 0,
                rate.isFinite
            else { throw .invalid(.rates, value: text, allowed: "ACTION=RATE,… such as Encrypt=12000,Decrypt=12000") }
            rates[sides[0]] = rate
        }
        return rates
    }
}

extension SettingValues {
    /// A whole number; nil without one.
    fileprivate func integer(_ key: SettingKey, in range: ClosedRange<Int>) throws(SettingsError) -> Int? {
        guard let text = text(key) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            let bounds = "\(range.lowerBound) to \(range.upperBound)"
            throw .invalid(
                key, value: text, allowed: range.upperBound == .max ? "numbers from \(range.lowerBound)" : bounds)
        }
        return number
    }

    /// `true` or `false`; nil without one.
    fileprivate func boolean(_ key: SettingKey) throws(SettingsError) -> Bool? {
        guard let text = text(key) else { return nil }
        guard let flag = Bool(text) else { throw .invalid(key, value: text, allowed: "true, false") }
        return flag
    }
}
