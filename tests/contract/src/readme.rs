//! The text beside the files.

use std::fmt::Write as _;

use crate::COMMAND;
use crate::exceptions::{OF_MESSAGES, OF_VALUES};

/// `README.md`.
pub(crate) fn text() -> String {
    let mut text = format!(
        "# The contracts, for machines

Everything here is generated from the code by `{COMMAND}`, and `cargo test -p contract` fails where it is not what the code says. Do not edit it.

- `asyncapi.json` (AsyncAPI 3.0.0): the queues `p0`, `p1`, `p2`, `profiles` and `rejected`, the stream of ticks, and the WebSocket with every request, reply, notification and error.
- `schemas/` (JSON Schema, draft 2020-12, without a word that means something else in draft-07):
  - for the exchange `event.json` (one of `events/`; what they have in common is `envelope.json`), `profile.json`, `ticks.json` (of `tick.json`), and `rejection.json` for what comes back;
  - for the trader's device `request.json` (one of `requests/`) and `frame.json`, which is all that comes to it: `notification.json` (one of `notifications/`), `replies/`, `read.json`, `error.json`;
  - the documents in them: `preferences.json`, `new_alert.json` as it is asked for, `alert.json` as it is shown.

Schemas of what the exchange and the device send say what is taken. Schemas of what comes from us say what is written; they stay open, since fields may be added. Decimals can be sent as texts or numbers and come as texts, so that no float spoils them; times come in UTC with milliseconds.

## Using them

```sh
# the types of everything on the WebSocket, for TypeScript
npx json-schema-to-typescript --cwd infra/contract/schemas -i infra/contract/schemas/frame.json -o frame.ts
npx json-schema-to-typescript --cwd infra/contract/schemas -i infra/contract/schemas/request.json -o request.ts
# is this a fill that the system would take?
pip install check-jsonschema && check-jsonschema --schemafile infra/contract/schemas/events/order_filled.json fill.json
```

Tools of AsyncAPI make pages and code of `asyncapi.json`; it refers to the schemas beside it.

`format` is a hint for generators. Where a validator enforces it, it may refuse a second 60 that no clock shows, which the system takes.

## What the schemas cannot say

Whatever a decoder takes, its schema takes. The reverse holds but for this:

"
    );
    for exception in OF_VALUES.iter().map(|exception| exception.what).chain(OF_MESSAGES.iter().copied()) {
        // Writing into a text cannot fail.
        let _ = writeln!(text, "- {exception}");
    }
    text
}
