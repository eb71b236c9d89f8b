//! The WebSocket API, and the limits that protect its traders from each other.

use serde_json::json;

use crate::template::{functions, resources};

/// A route selection expression over the body would let a frame choose the
/// routes `$connect` and `$disconnect`.
#[test]
fn no_frame_chooses_its_route() {
    let sockets: Vec<_> = resources("AWS::ApiGatewayV2::Api")
        .into_values()
        .filter(|api| api["ProtocolType"] == "WEBSOCKET")
        .collect();
    assert_eq!(sockets.len(), 1);
    assert_eq!(sockets[0]["RouteSelectionExpression"], "\\$default");
}

#[test]
fn the_traders_functions_have_a_limit_of_their_own() {
    let limited = json!({"Fn::If": ["LimitsTraders", {"Ref": "TraderConcurrency"}, {"Ref": "AWS::NoValue"}]});
    for (name, function) in functions() {
        let is_of_traders =
            ["WebFunction", "SocketAuthorizeFunction", "SocketConnectFunction", "SocketCommandFunction"]
                .contains(&name);
        assert_eq!(function["ReservedConcurrentExecutions"] == limited, is_of_traders, "{name}");
    }
}
