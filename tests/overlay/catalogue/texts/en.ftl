launchpool_reward = You earned { $amount } in the launchpool
    .title = Launchpool reward
    .short = You earned { $amount }
    .sms = Launchpool reward: { $amount }
    .count = { $count } launchpool rewards
order_filled =
    .title = Trade done
