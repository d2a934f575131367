import jax, optax
key = jax.random.PRNGKey(0)
opt = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(1e-3))
state = opt.init(params)
for i in range(100):
    key, sub = jax.random.split(key)
    x = jax.random.normal(sub, (8, 4))
    grads = jax.grad(loss)(params, x)
    updates, state = opt.update(grads, state, params)
    params = optax.apply_updates(params, updates)
