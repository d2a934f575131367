from stable_baselines3 import PPO

model = PPO("MlpPolicy", "CartPole-v1", learning_rate=3e-4, n_steps=1024, batch_size=64, gamma=0.99)
model.learn(total_timesteps=200_000)
