import pytorch_lightning as pl
import torch
from torch import nn
from pytorch_lightning.callbacks import EarlyStopping, ModelCheckpoint

class Lit(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.net = nn.Linear(10, 2)
        self.loss = nn.CrossEntropyLoss()

    def shared(self, batch, stage):
        x, y = batch
        loss = self.loss(self.net(x), y)
        self.log(f"{stage}/loss", loss)
        self.log(f"{stage}/acc", (self.net(x).argmax(-1) == y).float().mean(), on_epoch=True)
        return loss

    def training_step(self, batch, idx):
        return self.shared(batch, "train")

    def validation_step(self, batch, idx):
        self.shared(batch, "val")

    def configure_optimizers(self):
        opt = torch.optim.AdamW(self.parameters(), lr=1e-3)
        sch = torch.optim.lr_scheduler.ReduceLROnPlateau(opt, patience=3)
        return {"optimizer": opt, "lr_scheduler": {"scheduler": sch, "monitor": "val/loss", "interval": "epoch"}}

trainer = pl.Trainer(max_epochs=10, callbacks=[EarlyStopping("val/loss", patience=5), ModelCheckpoint(monitor="val/acc", mode="max")])
trainer.fit(Lit(), train, val)
