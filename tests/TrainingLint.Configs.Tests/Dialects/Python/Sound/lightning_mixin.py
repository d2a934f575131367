import pytorch_lightning as pl
class Lit(ManualMixin, pl.LightningModule):
    def training_step(self, batch, idx):
        loss = self.compute(batch)
        self.follow(loss)
    def configure_optimizers(self):
        return make(self)
