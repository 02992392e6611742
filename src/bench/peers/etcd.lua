-- For wrk: the same state under the element's key, both in base64, to the JSON gateway of etcd.
dofile("src/bench/peers/load.lua")

local letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

local function base64(text)
  local out = {}
  for i = 1, #text, 3 do
    local a, b, c = text:byte(i, i + 2)
    local n = a * 65536 + (b or 0) * 256 + (c or 0)
    for shift = 18, 0, -6 do
      local at = math.floor(n / 2 ^ shift) % 64 + 1
      out[#out + 1] = (shift == 6 and not b or shift == 0 and not c) and "=" or letters:sub(at, at)
    end
  end
  return table.concat(out)
end

function make_head(element, before)
  -- Whole groups of three, so that only what is behind them is encoded anew for each request.
  return '{"key":"' .. base64(element) .. '","value":"' .. base64(before .. string.rep(" ", -#before % 3))
end

function make_request(head, counter, after)
  local body = head .. base64(counter .. after) .. '"}'
  return "POST /v3/kv/put HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
end
