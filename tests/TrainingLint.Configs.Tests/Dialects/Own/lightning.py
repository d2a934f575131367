settings = {
    "model": {
        "modules": "model",
        "scheduler": {"type": "LinearWarmupCosine", "warmup_steps": 100, "max_steps": 5000},
        "interval": "step",
    },
}
