-- For wrk: a POST of one change a request, to $TARGET_PATH.
dofile("src/bench/peers/load.lua")

local start = "POST " .. os.getenv("TARGET_PATH") .. " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
  .. "Content-Type: application/json\r\nContent-Length: "

function make_head(element, before)
  return '{"actor":"bench","element_id":"' .. element .. '","state":' .. before
end

function make_request(head, counter, after)
  return start .. #head + #counter + #after + 1 .. "\r\n\r\n" .. head .. counter .. after .. "}"
end
