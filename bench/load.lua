-- For wrk: users of the workbench who each ask another question. TOKEN is that of the server.
local states = {"POL", "EST", "LTU", "FIN", "ROU", "DEU", "TUR", "NOR", "JPN", "KOR", "PHL", "UKR", "MDA", "GEO", "SAU", "ISR"}
local events = {"invades", "bombards", "blockades"}
local asked = 0
local headers = {["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("TOKEN")}

request = function()
  asked = asked + 1
  local event = (asked % 3 == 0 and "CHN " or "RUS ") .. events[asked % 3 + 1] .. " " .. states[asked % 16 + 1]
  local day = string.format("%d-%02d-%02d", 1995 + asked % 30, asked % 12 + 1, asked % 28 + 1)
  return wrk.format("POST", "/api/ask", headers, '{"event":["' .. event .. '"],"on":"' .. day .. '"}')
end

done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests":%d,"seconds":%.1f,"errors":%d,"p50_ms":%.1f,"p99_ms":%.1f,"most_ms":%.1f}\n', summary.requests,
    summary.duration / 1e6, errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
