-- SPDX-License-Identifier: Apache-2.0
--
-- wrk's script: sends signed requests and prints one line of figures. Arguments: FOLDER START SLOTS [live].
--
-- Requests were signed ahead: FOLDER/slot-N holds those of the Nth minute after START (Unix seconds), each as its
-- length (8 decimal digits) and its bytes. A signature counts five minutes before and after its time, and may come
-- again for the same action. With `live` each request is signed when it is sent, by TC3-HMAC-SHA256, over a body of its own:
-- FOLDER/live holds, a line each, host, SecretId, KeyId and day and key of the signature (hexadecimal), for each day.

local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

local folder, start, slots, slot, requests, place
local counter = 0

local function load(number)
    requests = {}
    local file = assert(io.open(folder .. "/slot-" .. number, "rb"))
    while true do
        local length = file:read(8)
        if not length then break end
        requests[#requests + 1] = file:read(tonumber(length))
    end
    file:close()
    place = (number * 7919 + _G.number * 104729) % #requests
end

local function signed_ahead()
    local now = math.min(slots - 1, math.max(0, math.floor((os.time() - start) / 60)))
    if now ~= slot then
        slot = now
        load(now)
    end
    place = place % #requests + 1
    return requests[place]
end

local ffi, crypto, digest, digest_length, live
local keys = {}

local function hexadecimal(bytes, count)
    local text = {}
    for index = 0, count - 1 do text[#text + 1] = string.format("%02x", bytes[index]) end
    return table.concat(text)
end

local function sha256(text)
    crypto.SHA256(text, #text, digest)
    return hexadecimal(digest, 32)
end

local function prepare_live()
    ffi = require("ffi")
    ffi.cdef [[
        unsigned char *SHA256(const char *data, size_t count, unsigned char *digest);
        const void *EVP_sha256(void);
        unsigned char *HMAC(const void *hash, const void *key, int key_count, const char *data, size_t count,
            unsigned char *tag, unsigned int *tag_count);
    ]]
    crypto = ffi.load("libcrypto.so.3")
    digest, digest_length = ffi.new("unsigned char[32]"), ffi.new("unsigned int[1]")
    local lines = io.lines(folder .. "/live")
    live = { host = lines(), secret = lines(), key = lines(), hash = crypto.EVP_sha256() }
    for line in lines do
        local day, key = line:match("(%S+) (%S+)")
        keys[day] = key:gsub("..", function(pair) return string.char(tonumber(pair, 16)) end)
    end
end

local function signed_now()
    counter = counter + 1
    local time = os.time()
    local day = os.date("!%Y-%m-%d", time)
    -- 64 bytes in Base64: 86 digits, the first 16 of them a number of our own, and padding.
    local text = string.format("%016d", counter * 100 + _G.number) .. string.rep("A", 70) .. "=="
    local body = '{"KeyId": "' .. live.key .. '", "Plaintext": "' .. text .. '"}'
    local canonical = "POST\n/\n\ncontent-type:application/json\nhost:" .. live.host
        .. "\n\ncontent-type;host\n" .. sha256(body)
    local to_sign = "TC3-HMAC-SHA256\n" .. time .. "\n" .. day .. "/kms/tc3_request\n" .. sha256(canonical)
    crypto.HMAC(live.hash, keys[day], #keys[day], to_sign, #to_sign, digest, digest_length)
    return "POST / HTTP/1.1\r\nHost: " .. live.host .. "\r\nContent-Type: application/json\r\nX-TC-Action: Encrypt\r\n"
        .. "X-TC-Version: 2019-01-18\r\nX-TC-Region: ap-guangzhou\r\nX-TC-Timestamp: " .. time
        .. "\r\nContent-Length: " .. #body .. "\r\nAuthorization: TC3-HMAC-SHA256 Credential=" .. live.secret
        .. "/" .. day .. "/kms/tc3_request, SignedHeaders=content-type;host, Signature=" .. hexadecimal(digest, 32)
        .. "\r\n\r\n" .. body
end

function init(arguments)
    folder, start, slots = arguments[1], tonumber(arguments[2]), tonumber(arguments[3])
    if arguments[4] == "live" then
        prepare_live()
        request = signed_now
    else
        request = signed_ahead
    end
end

function done(summary, latency, _)
    local errors = summary.errors
    io.write(string.format(
        "figures requests=%d microseconds=%d p50=%d p99=%d p999=%d max=%d "
            .. "status=%d connect=%d read=%d write=%d timeout=%d\n",
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
        latency.max, errors.status, errors.connect, errors.read, errors.write, errors.timeout))
end
