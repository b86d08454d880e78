// A script for Fluent Bit's lua filter. https://docs.fluentbit.io/manual/data-pipeline/filters/lua
import { headerLines } from './header.ts';
import type { LuaFormats } from './lua-data.ts';

/** For Lua 5.1, as LuaJIT in Fluent Bit is; it runs in later ones, too. */
export function fluentBitScript({ tables, exported }: LuaFormats): string {
  const header = headerLines('fluent-bit', exported).map((line) => `-- ${line}`.trimEnd());
  return `${header.join('\n')}
${USE}
local FORMATS = {
${tables.join('\n')}
}
${SCRIPT}`;
}

const USE = `--
-- pipeline:
--   filters:
--     - name: lua
--       match: '*'
--       script: redact.lua
--       call: redact
--       protected_mode: true
`;

const SCRIPT = String.raw`
local TEN = "**********"
-- Names end so, without the signs between their words.
local SECRET_ENDS = {
  "password", "passwd", "pwd", "passphrase", "passcode", "secret", "token", "apikey", "accesskey", "secretkey",
  "privatekey", "authkey", "credential", "credentials",
}

local function is_secret(name)
  local plain = string.lower(string.gsub(name, "[%-_%.]", ""))
  for _, ending in ipairs(SECRET_ENDS) do
    if string.sub(plain, -#ending) == ending then return true end
  end
  return false
end

local function run_end(text, at, part)
  local stop = at
  while stop - at < part.max and string.find(text, "^" .. part.set, stop) do stop = stop + 1 end
  if stop - at < part.min then return nil end
  return stop
end

-- The first character of the value and the one behind it, where the format stands at a place.
local function value_at(text, at, format)
  local first, last = nil, nil
  if at > 1 and string.find(text, "^[%w_][%w_]", at - 1) then return nil end
  for index, part in ipairs(format) do
    if index == format.from then first = at end
    if part.set then
      at = run_end(text, at, part)
      if not at then return nil end
    else
      if string.sub(text, at, at + #part[1] - 1) ~= part[1] then return nil end
      at = at + #part[1]
    end
    if index == format.to then last = at end
  end
  local final = format[#format]
  if final.set and string.find(text, "^" .. final.set, at) then return nil end
  if string.find(text, "^[%w_][%w_]", at - 1) then return nil end
  return first, last, at
end

local function formats(text)
  for _, format in ipairs(FORMATS) do
    local at = string.find(text, format[1][1], 1, true)
    while at do
      local first, last = value_at(text, at, format)
      local next = at + 1
      if first then
        text = string.sub(text, 1, first - 1) .. format.mask .. string.sub(text, last)
        next = first + #format.mask
      end
      at = string.find(text, format[1][1], next, true)
    end
  end
  return text
end

local function named(name, tie, value)
  if not is_secret(name) then return nil end
  return name .. tie .. TEN
end

function redact_text(text)
  text = formats(text)
  text = string.gsub(text, "(://[^%s/:@]*:)[^%s/@]+@", "%1" .. TEN .. "@")
  text = string.gsub(text, "([Bb]earer )[%w%-%._~%+/=]+", "%1" .. TEN)
  text = string.gsub(text, "eyJ[%w_%-]+%.[%w_%-]+%.[%w_%-]*", TEN)
  text = string.gsub(text, "[%w%.%%%+_%-]+@[%w%.%-]+%.%a%a+", TEN)
  text = string.gsub(text, "([%w_%.%-]+)([\"']?%s?[:=]%s?[\"']?)([^%s\"',;&}%*]+)", named)
  return text
end

local function redact_value(name, value)
  local kind = type(value)
  if kind == "table" then
    for key, item in pairs(value) do value[key] = redact_value(type(key) == "string" and key or name, item) end
    return value
  end
  if (kind == "string" or kind == "number") and is_secret(name) then return TEN end
  if kind == "string" then return redact_text(value) end
  return value
end

-- 2: the time stays, the record is changed.
function redact(tag, timestamp, record)
  return 2, timestamp, redact_value("", record)
end
`;
