launchpool_reward = Você ganhou { $amount } no launchpool
    .title = Recompensa do launchpool
    .short = Você ganhou { $amount }
    .sms = Recompensa do launchpool: { $amount }
    .count = { $count } recompensas do launchpool
