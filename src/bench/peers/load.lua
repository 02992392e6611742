-- What the scripts for wrk share. Each thread goes round elements of its own, of $ELEMENTS in all, and counts up,
-- so that every request is a change. A script gives make_head(name, before), the start of the request's body up to
-- the counter, and make_request(head, counter, after).
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init()
  local file = assert(io.open(os.getenv("STATE")))
  local state = file:read("*l")
  file:close()
  local before, between, after = state:match("^(.*)@NAME@(.*)@COUNTER@(.*)$")
  local each = math.floor(tonumber(os.getenv("ELEMENTS")) / tonumber(os.getenv("THREADS")))
  local heads = {}
  for i = 1, each do
    -- As MadeChanges names the interfaces of a ledger that was made.
    local name = "vi" .. 2 * (number * each + i - 1)
    heads[i] = make_head("interface:" .. name, before .. name .. between)
  end
  local counter = os.time() * 1000
  local turn = 0
  function request()
    turn = turn % each + 1
    counter = counter + 1
    return make_request(heads[turn], string.format("%.0f", counter), after)
  end
end

-- Changes a second, p50 and p99 in ms, requests, failed ones.
function done(summary, latency)
  local errors = summary.errors
  print(string.format("RESULT %.1f %.4f %.4f %d %d", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.requests,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
