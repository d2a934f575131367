import lightly_train

lightly_train.pretrain(
    out="out/own", data="data", model="torchvision/resnet18", method="simclr",
    epochs=100, batch_size=256, seed=3, optim="adamw", optim_args={"lr": 1e-3, "weight_decay": 0.05},
)
