launchpool_reward = Vous avez gagné { $amount } au launchpool
    .title = Récompense du launchpool
    .short = Vous avez gagné { $amount }
    .sms = Récompense du launchpool : { $amount }
    .count = { $count } récompenses du launchpool
