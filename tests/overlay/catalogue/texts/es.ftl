launchpool_reward = Has ganado { $amount } en el launchpool
    .title = Recompensa del launchpool
    .short = Has ganado { $amount }
    .sms = Recompensa del launchpool: { $amount }
    .count = { $count } recompensas del launchpool
